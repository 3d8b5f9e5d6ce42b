"""Every test: once on SQLite, then those that touch the database once more on PostgreSQL.

What is missing on this machine is said at the end; on the integration machine (CI=true) it is a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.rigs import passes, postgresql

WORKERS = str(min(4, max(2, os.cpu_count() or 2)))


def main() -> int:
    chosen = sys.argv[1:]
    parallel = ["-n", WORKERS, "--dist", "worksteal"]
    print("== SQLite，全部测试", flush=True)
    results = [_pytest("", *parallel, *chosen)]
    try:
        with postgresql.private_cluster() as url:
            print("== PostgreSQL，用到数据库的测试", flush=True)
            elsewhere = [f"--ignore={folder}" for folder in passes.NO_DATABASE]
            results.append(_pytest(url, "-m", "database", *elsewhere, *parallel, *chosen))
    except postgresql.Missing as reason:
        print(f"! 跳过 PostgreSQL：{reason}", flush=True)
        if os.environ.get("CI") == "true":
            results.append(1)
    return max(results)


def _pytest(database: str, *words: str) -> int:
    environment = {**os.environ, "DATABASE_URL": database}
    code = subprocess.run([sys.executable, "-m", "pytest", *words], env=environment, check=False).returncode
    # 5: nothing selected. Right only when the caller narrowed the choice to tests without a database.
    return 0 if code == 5 and database and sys.argv[1:] else code


if __name__ == "__main__":
    sys.exit(main())
