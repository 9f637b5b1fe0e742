# Own sessions; the passphrase again before a grave act.

sessions-title = Your sessions
sessions-lead = Here you see when each session in which your account is still open began and when it was last used. If you do not recognise one, end it, and then change everything that opens your account; an ordinary change of passphrase is not enough:
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
