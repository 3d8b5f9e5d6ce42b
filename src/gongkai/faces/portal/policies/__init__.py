"""政策文件库: policies and normative documents of all organs with their validity on a day, and what explains them."""
