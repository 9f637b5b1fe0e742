# The daily notice. It says the same every day, so that a mail operator learns nothing from it.
mail-notice-subject = Daily reminder
mail-notice-body =
    Hello!

    This reminder comes every day, whether or not there is anything new for you.
    Please sign in and look: { $address }/sign-in

    This mail cannot be answered.
