# Own sessions; the passphrase again before a grave act.

sessions-title = Your sessions
sessions-lead = This is where your account is signed in now. If you do not recognise a session, end it and choose “Someone may know it” on the page “My account”.
sessions-began = Began
sessions-used = Last used
sessions-action = Action
sessions-this = this session
sessions-end = End
sessions-ended = The session has ended.
sessions-all-title = Sign out everywhere
sessions-all-note = Ends all sessions, this one too, and forgets every browser in which somebody signed in to your account before.
sessions-all-button = Sign out everywhere

grave-error-wrong = The passphrase is not right. Please type it again.
grave-error-busy = There were many attempts one after another, and this one was not checked. Wait a minute and try again.
