import Contact from '../page/Contact.astro';
import Deletion from './Deletion.astro';
import Figure from '../figures/Figure.astro';
import KeyFacts from './KeyFacts.astro';
import Measures from '../figures/Measures.astro';
import Notice from './Notice.astro';
import PhaseNotice from './PhaseNotice.astro';
import Practical from './Practical.astro';
import Programme from '../programme/Programme.astro';
import Quote from './Quote.astro';
import Reported from './Reported.astro';
import VenueMap from '../figures/VenueMap.astro';
import WithForm from './WithForm.astro';

/**
 * The components for `content/*.mdx` that need no import. The content check knows the same names
 * from `src/event/author-components.ts`.
 */
export const authorComponents = {
  Contact,
  Deletion,
  Figure,
  KeyFacts,
  Measures,
  Notice,
  PhaseNotice,
  Practical,
  Programme,
  Quote,
  Reported,
  VenueMap,
  WithForm,
};
