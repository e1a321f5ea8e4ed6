"""memo: (a stage, what it is made from) -> what it made, now or in a build before; nobody else knows what is fresh.

memo.py                    `Memo`, all that `build.py` asks of it
asked.py, results.py       what a stage was asked for, as a digest; and the table of what came of it
made.py, filelist.py       folders that a stage filled, and what is known of their files
calls.py, pool.py          what is asked of a worker, and when there are any
executors.py               what workers are: processes of this machine, or a cluster
reports.py                 what was computed, why, and how long it took
"""
