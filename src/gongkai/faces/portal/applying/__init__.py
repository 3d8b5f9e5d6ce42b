"""依申请公开 on the portal: the guide before the form, the form in three steps, what is public already, the receipt."""
