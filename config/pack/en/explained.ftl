# Deleting for a reason of its own, and holds that are not read.

keeping-note = Note: what the reason is
keeping-note-hint = Needed for “another reason”. It stays among the notes of the case for as long as the case does; your colleague reads it before confirming.
keeping-error-note = Write in the note what the other reason is: without it, your colleague cannot decide.
keeping-refused-unsaid = The reason is “another”, and no note says what it is. Do it on the page of the case, with a note.
keeping-holds-unread = Your colleagues' notes have not been handed on to you, so you cannot know yet whether something holds this case. Ask a colleague who reads it.

keeping-declined = { $name } did not agree to the deletion that { $by } proposed.
keeping-declined-you = You did not agree to the deletion that { $by } proposed. The case stays as it is, and your answer is among its notes, where { $by } sees it.
desk-entry-delete-declined = Deletion not agreed to
keeping-hold-note = Note: why the case must be kept
keeping-hold-note-hint = Needed for another reason. It is stored among the notes; only those who read this case see it.
keeping-error-hold-note = Write what the other reason is, in no more than a page or two: without it, nobody will know when the case may be deleted again.
