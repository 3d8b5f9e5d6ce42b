"""更正自身信息记录 on the portal (条例 41): the guide before the form, the form in three steps, the receipt."""
