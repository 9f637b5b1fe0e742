# What the hand-over sheet says of a child and of steps without a yes.

sheet-child = Somebody under 18
sheet-child-none = The report said “not yet 18”. Two people have since agreed that this is not about a child, and the duty to report ended with that.
sheet-overrides = Steps taken without the reporter's yes

# What was stored just now, each in one sentence.

noted-who = Only those who read this case see it.
noted-note = The note is stored.
noted-task = The task is added.
noted-task-done = The task is marked as done.
noted-risk = The assessment is stored. The level is now “{ $level }”.
noted-risk-lower = The assessment is stored. It lowered the level: from “{ $from }” to “{ $to }”.
noted-coding = The coding is stored.
noted-coding-elsewhere = The coding is stored. This case is left out of the statistics, since it is counted already.
noted-coding-waits = The coding “not gender-based violence” is stored; no act is recorded with it. It waits for a second person: it counts only once somebody else who reads this case agrees.
noted-confirm = Your agreement to the coding is stored, and the coding now counts.
noted-confirm-child = Your agreement is stored: this is not about a child. The duty to report has ended with it.
noted-result = The outcome of the step is stored.
noted-hold = The hold is stored: while it stands, nobody can delete this case.
noted-hold-ended = The hold is ended.
noted-delete = The proposal to delete this case is stored. It waits for a second person who reads this case; until then everything stays.
noted-delete-taken-back = The proposal to delete this case is taken back.
noted-classified = Marked as holding classified information: while the mark stands, nothing of the case can be handed out, and nobody else can be asked to read it.
noted-unclassified = The mark of classified information is lifted.
noted-sheet = Your words are stored on the hand-over sheet, in place of those before.
coding-child = The age coded for the time of the incident is under 18, but under “Risk” it is not answered whether this is about somebody under 18. The service reminds you of the duty to report by that answer, not by the coding.

# Answers on risk that two advisers give at once.

risk-clash-title = Meanwhile the questions on risk were answered differently
risk-clash = The questions on this page still hold your answers. If you save them, they replace the answers already stored:
risk-clash-go = To the questions on risk
risk-clash-line = { $question }: { $name } answered “{ $theirs }”, your page says “{ $yours }”.

# Which words to black out were found in a copy.

export-missed-title = Not everything that was to be blacked out was found
export-missed = Nothing is blacked out for these words. Check the spelling, the accents and the endings: a name that was typed otherwise goes out as it stands.
export-missed-line = Not found: “{ $phrase }”
export-found-title = Blacked out:
export-found = { $n ->
    [one] “{ $phrase }”: { $n } time
   *[other] “{ $phrase }”: { $n } times
}

# What a letter passes on.

part-filed = The day on which the report came in
letter-always = Besides what you tick, the letter bears today's date, the number { $short }, the recipient, the step and the ground for it, what you write to the recipient, and your name and institution.
letter-empty = The report says nothing of this, so it cannot be ticked: { $parts }.
step-letter-kept = What you wrote for the letter still stands in its field.
case-no-longer = The person who wrote has taken their yes back. Go no further with this step:
