# Kas vēl nav izdarīts, kad gadījumu noslēdz; pienākums ziņot par bērnu; darba atsākšana.

case-to-reopen = Atsākt
case-error-child = Gadījumu vēl nevar noslēgt: likums liek ziņot, ka runa ir par kādu, kam nav 18 gadu, un nekur nav atzīmēts, ka tas ir izdarīts. Ziņojiet policijai vai bāriņtiesai un pie šī soļa („Vēstule un iznākums”) atzīmējiet iznākumu: nosūtīts, pieņemts vai izdarīts. Ja izrādās, ka cilvēkam jau ir 18 gadu, izvērtējiet risku vēlreiz un pie „Runa ir par kādu, kam nav 18 gadu” atbildiet „Nē”; ja autors pats norādīja, ka 18 gadu vēl nav, tam jāpiekrīt vēl kādam.
case-minor-announced = Autoram tas jau pateikts, bet nekur nav atzīmēts, ka tas ir izdarīts. Ziņojiet šodien un pie šī soļa („Vēstule un iznākums”) atzīmējiet iznākumu.
why-child-announced = Nav 18 gadu: autoram pateikts, bet vēl nav ziņots
closing-unanswered = Autors vēl nav saņēmis nevienu atbildi. Pirms noslēdzat, atbildiet.
closing-promised = Pēdējā atbildē apsolīts, ka autors atkal kaut ko uzzinās. Apsolītais datums: { $day }. Līdz ar noslēgšanu solījums beidzas, tāpēc vispirms pasakiet autoram, ko gaidīt.
