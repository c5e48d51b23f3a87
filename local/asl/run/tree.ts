import type { Branch, Position } from './branch.ts';

export const parentOf = ({ branches }: Position, { parent }: Branch): Branch | undefined =>
  parent === undefined ? undefined : branches.get(parent);

export const rootOf = ({ branches }: Position): Branch | undefined =>
  branches.values().find(({ parent }) => parent === undefined);

export function isWithin(position: Position, branch: Branch, ancestor: Branch): boolean {
  for (let at = parentOf(position, branch); at; at = parentOf(position, at)) if (at === ancestor) return true;
  return false;
}

export const hasChildren = ({ branches }: Position, { id }: Branch): boolean =>
  branches.values().some(({ parent }) => parent === id);

/** Part of the execution, and nothing around it has failed. */
export function isOpen(position: Position, branch: Branch): boolean {
  if (!position.branches.has(branch.id)) return false;
  for (let at = parentOf(position, branch); at; at = parentOf(position, at)) if (at.failure) return false;
  return true;
}

/** Forgets what ran inside a branch's state. */
export function dropChildren(position: Position, branch: Branch): void {
  if (position.branches.size === 1) return;
  const inside = [...position.branches.values()].filter((child) => isWithin(position, child, branch));
  for (const { id } of inside) position.branches.delete(id);
}
