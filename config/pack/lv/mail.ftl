# Ikdienas atgādinājums. Tas katru dienu ir vienāds, lai pasta apkalpotājs no tā neko neuzzinātu.
mail-notice-subject = Ikdienas atgādinājums
mail-notice-body =
    Labdien!

    Šis atgādinājums pienāk katru dienu neatkarīgi no tā, vai Jums ir kas jauns.
    Lūdzu, ieejiet un ieskatieties: { $address }/sign-in

    Uz šo vēstuli atbildēt nevar.
