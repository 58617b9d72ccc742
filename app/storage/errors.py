"""What can be wrong with a library, each as a sentence for the user."""

from __future__ import annotations

from app.i18n import _


class LibraryProblem(Exception):
    """Something is wrong with the library; the message is a whole sentence for the user."""


class LibraryMissing(LibraryProblem):
    """There is no file at the path."""


class NotALibrary(LibraryProblem):
    """The file is something else than a library of this program, or a newer program's."""


class PasswordNeeded(LibraryProblem):
    """The library is encrypted, and no key was given."""


class WrongPassword(LibraryProblem):
    """The password, or the recovery code, does not open the library."""


class NotEncrypted(LibraryProblem):
    """The library is one from before libraries were encrypted; it must be given a password."""


class KeyFileMissing(LibraryProblem):
    """The library has no key file beside it."""


class KeyFileDamaged(LibraryProblem):
    """Neither the key file nor its spare can be read."""


class LibraryDamaged(LibraryProblem):
    """The file is a library but cannot be read whole."""


class LibraryInUse(LibraryProblem):
    """Another program holds the library; nothing was written."""


class LibraryNotWritable(LibraryProblem):
    """The disk is full or the file may not be written; nothing was written."""


class CaseUnknown(LibraryProblem):
    """No case, or more than one case, answers to the id."""

    @classmethod
    def gone(cls, library_id: str) -> CaseUnknown:
        """Return what is raised where a case is not in the library any more."""
        return cls(_("Ärendet {id} finns inte längre i biblioteket.").format(id=library_id))


class AlreadyThere(LibraryProblem):
    """The library already has a case with this id; nothing was written."""


class AttachmentMissing(LibraryProblem):
    """The case has no such file any more."""


class AttachmentRefused(LibraryProblem):
    """A file is too large to be kept, or of no sort that is; nothing was written."""


class OutOfStep(Exception):
    """The library's records are not those that the patch was made on."""
