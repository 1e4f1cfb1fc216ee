import form from '../styles/form.css?inline';
import search from '../styles/search.css?inline';

/** The style rules of the form's page beyond the site's. */
export const formSheet: string = form;

/** The style rules of the search page beyond the site's. */
export const searchSheet: string = search;
