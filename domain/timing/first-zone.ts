/** Where clocks show a time first: UTC+14, without daylight saving. */
export const firstZone = 'Pacific/Kiritimati';
