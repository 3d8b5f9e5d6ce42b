"""政府信息公开专栏: what every organ must tell everybody, and the reports that it has published."""
