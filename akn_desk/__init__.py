"""The desk: a window on a folder of resolutions, in the browser of whoever sits before the machine.

`akn desk FOLDER` opens it (`akn_desk.commands`).  The folder is the truth: the documents and their corrections lie in
it as the command line knows them.  The desk has no accounts and is not for a network: it listens on 127.0.0.1 and lets
in who has the address with its token.
"""
