"""From the bytes of one file to segments of text with their places.

`reader.Reader` is what services use: it reads a file, unpacks a container and draws a page, each in a
child process of its own that sees nothing but that file (`server`, `confine`). `ocr.Recogniser`
reads the pages that are pictures. `sniff` decides what a file is by its content; `formats` has one
module per format. Nothing here raises for bad content: that is a `ContentState` of the result.
"""
