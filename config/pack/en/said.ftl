# What the hand-over sheet says of a child and of steps without a yes.

sheet-child = Somebody under 18
sheet-child-none = The report said “not yet 18”. Two people have since agreed that this is not about a child, and the duty to report ended with that.
sheet-overrides = Steps taken without the reporter's yes
