"""topics: the text of a passage, with its heading -> what it is about, and the words that say so.

form.py, taxonomy.py, file.py      topics.yaml -> topics, rules and phrases
phrases.py, matching.py            phrases -> letters -> hits
ngrams.py                          wording of real policies -> points
points.py, polarity.py, labels.py  hits and points -> labels, and whether they are denied
data_words.py, navigation.py       where no label is given
touched.py                         which topics a change is about
commands.py and its neighbours     what `build.py label` and `build.py topics` print
training.py                        ngrams.tsv, made by a maintainer
"""
