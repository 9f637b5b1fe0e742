# Leaving a page on which something is written and not sent

away-title = You have words that are not sent: case { $short }
away-text = What you wrote on the page of this case is neither sent nor stored. If you leave now, it is gone.
away-back = Keep writing
away-drop = Drop it and leave
away-tab = (new tab)

# The reporter's side: a message is begun, and something else is to begin

unsent-title = Your message is not sent
unsent-begin = It stays in its field while you write the separate story. Once that is sent, the message is gone. If you want to keep it, go back and send it first.
unsent-other = If you open another conversation, the message is gone. If you want to keep it, go back and send it first.
unsent-back = Back to the message
unsent-other-go = Open the other one, drop the message
