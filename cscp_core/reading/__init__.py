"""Reads a published report into a draft evidence base: PDF, Word or text in, rows with their page and passage out.

`drafting.draft_file` is the door. Each stage has a file: opening, layout, sections, sentences, numbers, kinds. Pure but
for the file that it opens; no language model, no network, and the same file gives the same draft.
"""
