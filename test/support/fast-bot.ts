import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createSurroundings } from '../../src/surroundings.ts';
import { createFastTime } from './fast-time.ts';
import { createKeptLog } from './kept-log.ts';

/** The whole bot as a process whose time passes `SPEED` times as fast since `SINCE`. */
const { SPEED = '1', SINCE = '0' } = process.env;
const config = readConfig(process.env, () => '');
const time = createFastTime(Number(SPEED), Number(SINCE));
const app = createApp(config, { ...createSurroundings(createKeptLog()), ...time });
const url = await app.start();
process.once('SIGTERM', () => void app.stop().then(() => process.exit()));
process.stdout.write(`${JSON.stringify({ url })}\n`);
