"""`python -m helpline.cli`, for processes that know which Python they want."""

from helpline.cli.lazily import main

main()
