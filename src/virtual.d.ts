/** The files of the content folder that a build leaves out, from the check of the content. */
declare module 'virtual:unpublished-files' {
  const files: readonly string[];
  export default files;
}
