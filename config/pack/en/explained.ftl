# Deleting for a reason of its own, and holds that are not read.

keeping-note = Note: what the reason is
keeping-note-hint = Needed for “another reason”. It stays among the notes of the case for as long as the case does; your colleague reads it before confirming.
keeping-error-note = Write in the note what the other reason is: without it, your colleague cannot decide.
keeping-refused-unsaid = The reason is “another”, and whoever proposes it has written no note on it since the case was closed. Write the note in the case first; then propose anew.
keeping-holds-unread = Your colleagues' notes have not been handed on to you, so you cannot know yet whether something holds this case. Ask a colleague who reads it.
