/** The most fields of one submission, a choice among several counting as one each. */
export const mostFields = 64;
/** How many of them a form's questions leave to its own: hidden ones, boxes to tick, the code. */
export const ownFields = 8;

// No question can have these names: a question's name holds no hyphen.
/** The form's hidden field with the version of the definition that the page was built from. */
export const versionField = 'form-version';
/**
 * The honeypot: off screen, and to be left empty. Its name is deliberately dull, so that browsers,
 * which fill in fields by name, leave it alone.
 */
export const trapField = 'leave-empty';
/**
 * The field that says how far a form has come: `check` shows the answers again before anything is
 * stored, and `correct` leads back to the form. Without it, the form is a registration.
 */
export const stepField = 'form-step';
/** How many milliseconds the form was open, as its script reports. */
export const openField = 'open-for';
/** A person needs longer to fill in a form, in milliseconds; the form's script waits until then. */
export const soonestMs = 2000;
/** The field with which a guest joins the waiting list. */
export const waitField = 'waiting-list';
/** The field with which an invited guest replaces an earlier registration. */
export const replaceField = 'replace-registration';

/** The field in which the form's script sends the solved challenge. */
export const challengeField = 'solved-challenge';

/** The form's field for an invitation code. */
export const invitationCodeField = 'invitation-code';

/** The field for the guest's personal code. */
export const personalCodeField = 'code';
/** The field that says what the guest asks for. */
export const wishField = 'wish';
/** The field that names the limited choice. */
export const placeField = 'place';
