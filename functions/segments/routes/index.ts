import type { Route } from '../../shared/api/route.ts';
import type { Outside } from '../route.ts';
import { deleteSegment } from './delete-segment.ts';
import { explainPersonSegment } from './explain-person-segment.ts';
import { getSegment } from './get-segment.ts';
import { listPersonSegments } from './list-person-segments.ts';
import { listSegmentPeople } from './list-segment-people.ts';
import { listSegments } from './list-segments.ts';
import { previewSegment } from './preview-segment.ts';
import { putSegment } from './put-segment.ts';

/** Every operation on segments; a new one is a file here and a line in this list. */
export const routes = [
  listSegments,
  previewSegment,
  getSegment,
  putSegment,
  deleteSegment,
  listSegmentPeople,
  listPersonSegments,
  explainPersonSegment,
] as readonly Route<Outside>[];
