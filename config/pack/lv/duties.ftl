# Kam kaut kas jānodod tālāk: teikumi, ko veido no duties.toml

duty-start-yes = Ja šīs iestādes amatpersonas uzzina par noziegumu, tām var būt jāsāk kriminālprocess arī tad, ja Jūs to nevēlaties.
duty-start-some = Šajā iestādē ir cilvēki, kam var būt jāsāk kriminālprocess, ja viņi uzzina par noziegumu, arī tad, ja Jūs to nevēlaties: { $who }.
duty-start-no = Šīs iestādes cilvēki kriminālprocesu nesāk.
duty-start-ask = Vēl nav noskaidrots, vai šīs iestādes cilvēkiem jāsāk kriminālprocess. Pirms sīkāka stāsta pajautājiet par to padomniekam.
duty-report = Jānodod tālāk: { $what }. Kam: { $to }. Kad: { $by }.
duty-by-same-day = tajā pašā dienā
duty-by-hours =
    { $n ->
        [one] { $n } stundas laikā
       *[other] { $n } stundu laikā
    }
duty-basis = Tiesiskais pamats: { $basis }.
duty-basis-criminal-procedure-6 = Kriminālprocesa likuma 6. pants
duty-basis-children-73 = Bērnu tiesību aizsardzības likuma 73. panta pirmā daļa
duty-must-child = ziņas par vardarbību pret bērnu
duty-to-police-or-other = policijai vai citai iestādei, kam tas jārisina
duty-who-military-police = Militārā policija
duty-who-investigators = amatpersonas, kas izmeklē noziegumus
duty-who-internal-security = Iekšējās drošības birojs
duty-appointed = Šīs iestādes padomniekus ieceļ { $who }.
duty-appointed-unsaid = Kas ieceļ šīs iestādes padomniekus, te vēl nav ierakstīts.
duty-appoints-commander = komandieris
duty-appoints-secretary = valsts sekretārs
duty-appoints-chief = iestādes vadītājs
duty-signed = Apstiprināts { $day }.
duty-unsigned = Šis ieraksts vēl nav apstiprināts.
duty-example = Tas ir piemērs izmēģinājumam un neko nesaka par īsto iestādi.
duty-limit-not-whistleblowing = Šī vieta nav trauksmes celšanas kanāls. Ja runa ir tikai par Jūsu pašu interesēm vai ja vārds nav nosaukts, tā Latvijā nav trauksmes celšana, un tās aizsardzība nav spēkā.
duty-limit-internal-security-bureau-answers =
    Iekšējās drošības birojs uz ziņām bez vārda neatbild. Uz parakstītu iesniegumu tas atbild { $n ->
        [one] { $n } dienas laikā.
       *[other] { $n } dienu laikā.
    }
