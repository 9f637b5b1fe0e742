# The advisers' handbook, ready-made texts, and why a field is asked for.

handbook-title = Handbook
handbook-lead = Short chapters for advisers: what comes first, what to write, what never to do. Read one before your first case and come back when you need it. No mark is kept of who reads what.
handbook-all = All chapters
handbook-next = Next chapter: { $title }
handbook-checked = This chapter was last checked on { $day }.
handbook-unchecked = Nobody has checked this chapter yet. What it says of the law is to be confirmed by a lawyer.
inbox-empty-handbook = The handbook says how to begin.

# Ready-made texts

ready-title = Ready-made texts
ready-note = They are in the language in which the report was written, and stand here with the date of the next word. The button puts a text into the field, below what you have typed; it is not sent. Change it so that it fits this person.
ready-use = Put into the field
case-error-next-named = The text promises another day than this field. Make them the same, or send it as it is.

# Why a field is asked for

propose-kind-hint = So that the person sees at once what it is about, and you later find the answer to it.
absence-first-hint = From this day on people see that they should not wait for you.
absence-last-hint = The permission given to your deputy ends after this day.
absence-deputy-hint = Choose somebody who knows of it and has time: everyone who wrote is asked whether this very person may read.

# The administrator's page

health-handbook = Advisers' handbook (whether somebody checked its required chapters lately)
