import { popUp } from './pop-up/pop-up.ts';

popUp({
  offer: 'oil-change',
  topic: 'offers',
  title: '20% off your next oil change',
  intro: 'Tell us where to send it, and choose a day that suits you.',
  again: 'Your 20% off an oil change is still here. Shall we send it once more?',
});
