// The page of the naming rules: a name is checked while it is typed.
import { watchFields } from "./field.js";

watchFields();
