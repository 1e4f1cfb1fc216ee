import form from '../styles/form.css?inline';
import search from '../styles/search.css?inline';

/** The style rules that the page of the form has beyond those of the site. */
export const formSheet: string = form;

/** The style rules that the search page has beyond those of the site. */
export const searchSheet: string = search;
