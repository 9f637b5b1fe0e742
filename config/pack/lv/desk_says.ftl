# Ko lapa saka par risku, kas vēl nav līdz galam zināms, par jau izdarīto un par ierakstīto, kas nav saglabāts

level-open = Pajautāts, bet vēl ne viss ir zināms
level-filed = Nevar gaidīt: tā norādīts iesniedzot, un vēl ne viss ir zināms
risk-against = { $question }: riska novērtējumā atbildēts „Nē”, bet stāstījumā teikts citādi. { $told }.
desk-risk-told = Iesniedzot pie „{ $asked }” norādīts: { $said }
desk-error-risk-open = Vēl nav atbildēts ne uz vienu jautājumu. Atbildiet uz to, ko zināt; ja esat jautājuši un pagaidām nekas nav zināms, zemāk ierakstiet, ko jautājāt.
risk-then-child-done = Par to jau ziņots: { $to }. Atzīmēts { $day }. Pastāstiet autoram, kas notiek tālāk.
closing-risk = Iesniedzot norādīts kas tāds, kas nevar gaidīt, bet risks vēl nav izvērtēts vai ne viss ir zināms. Pirms noslēdzat, izvērtējiet to.
case-minor-button = Poga, ar ko to dara:
letter-why-override = Izvēlieties tikai to, bez kā pienākumu nevar izpildīt: vairāk likums neatļauj. Viss, ko neatzīmēsiet, paliks šeit.
aside-changed-who = Kamēr rakstījāt, kāds šajā gadījumā ko pierakstīja. Nekas no Jūsu ierakstītā nav ne saglabāts, ne nosūtīts; viss ir tepat. Ja tas joprojām ir pareizi, nosūtiet vēlreiz.
aside-changed-look = Atvērt gadījumu jaunā cilnē
export-leaving-title = Šeit ierakstītais nav saglabāts
export-leaving = Ja atgriezīsieties pie gadījuma, iemesls, aizklājamie vārdi un atslēga pazudīs.
export-leave = Atgriezties bez tā
desk-error-risk-against = Atbildēts „Nē”, bet, iesniedzot stāstījumu, teikts citādi. Zemāk ierakstiet, kāpēc: ko jautājāt un kurš to pateica. Līdz tam nekas netiek saglabāts.
