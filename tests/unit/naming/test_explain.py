"""The rules as people read them."""

from archive.domain.messages import LANGUAGES
from archive.naming.check import check_name
from archive.naming.explain import explain
from archive.naming.rulefile import packaged_rules
from archive.naming.verdicts import NameContext, Verdict
from archive.wording import say


def test_every_class_has_an_example_in_each_language_that_passes():
    rules = packaged_rules()
    context = NameContext(projects={"MKT2026-017"}.__contains__, today=rules.effective_from)
    explanation = explain(rules)
    assert len(explanation.classes) == len(rules.classes)
    for kind in explanation.classes:
        assert len(set(kind.examples)) == len(LANGUAGES)
        for example in kind.examples:
            verdict = check_name(example, rules, context)
            assert (verdict.verdict, verdict.class_key) == (Verdict.OK, kind.key)


def test_every_component_and_rule_is_named_in_each_language():
    explanation = explain(packaged_rules())
    assert [c.kind for c in explanation.components] == [
        "project", "class", "title", "date", "version", "status", "lang", "ext"
    ]  # fmt: skip
    assert [c.kind for c in explanation.components if not c.required] == ["status", "lang"]
    for language in LANGUAGES:
        assert all(say(language, component.name) for component in explanation.components)
        assert all(say(language, rule.meaning) for rule in explanation.rules)
    assert len(explanation.rules) == 15
    assert (explanation.most_chars, explanation.most_bytes) == (100, 200)
