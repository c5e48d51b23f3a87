/** How much a message matters to the person, least first: rules of timing may let those pass that matter more. */
export const priorities = ['low', 'normal', 'high'] as const;

export type Priority = (typeof priorities)[number];

/** Whether a message of one priority matters less than another. */
export const mattersLess = (priority: Priority, than: Priority): boolean =>
  priorities.indexOf(priority) < priorities.indexOf(than);
