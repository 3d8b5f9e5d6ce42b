"""依申请公开 on the portal."""
