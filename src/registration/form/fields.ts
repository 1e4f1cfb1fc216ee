/** The most fields of one submission, a choice among several counting as one each. */
export const mostFields = 64;
/** How many of them a form's questions leave to its own: hidden ones, boxes to tick, the code. */
export const ownFields = 8;

// No question can have these names: a question's name holds no hyphen.
/** The form's hidden field with the version of the definition that the page was built from. */
export const versionField = 'form-version';
/**
 * The form's honeypot: off screen, to be left empty. Its name is no bait: a browser that fills in forms
 * by their names must not fill it, for then a guest's registration would be lost.
 */
export const trapField = 'leave-empty';
/** The field in which the form's script says for how many milliseconds the form was open. */
export const openField = 'open-for';
/** The field with which a guest asks to wait for what is full. */
export const waitField = 'waiting-list';
/** The field with which an invited guest puts what they send in the place of what they sent before. */
export const replaceField = 'replace-registration';

/** The field in which the form's script sends the challenge that it solved. */
export const challengeField = 'solved-challenge';

/** The form's field for the code of an invitation. */
export const invitationCodeField = 'invitation-code';

/** The field that carries the guest’s own code. */
export const personalCodeField = 'code';
/** The field that says what the guest asks for. */
export const wishField = 'wish';
/** The field that says for which limited choice. */
export const placeField = 'place';
