# Kas gadījumā vēl jādara: atbilde, kas nav uzrakstīta, un citas atzīmes sarakstā.

why-answer = Autors gaida atbildi kopš { $day }
inbox-reason-answer = Autors gaida atbildi
case-awaits = Autors gaida atbildi kopš { $day }. Šī atzīme pazudīs, kad autoram uzrakstīsiet vai gadījumu noslēgsiet.
