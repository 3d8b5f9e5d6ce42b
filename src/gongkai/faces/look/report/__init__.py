"""How an annual report looks on any page: its tables, its prose with marks, findings with links to their places.

Templates are `portal/annual_check/{table,cell,part,finding}.html`, the style `portal/annual_check.css`.
"""
