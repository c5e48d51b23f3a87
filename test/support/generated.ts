import fc from 'fast-check';

// A build that fails is then its change's doing, and fails again. Elsewhere each run tries other cases, and prints the
// seed of those that fail.
if (process.env.CI) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_122 });
