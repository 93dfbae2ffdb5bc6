// Every finding and every question, in the order of the installation's stages.
import type {Finding, Question} from '../../source/engine/declare.ts';
import {hostQuestions} from './questions-host.ts';
import {swapFindings} from './swap.ts';

export const questions: readonly Question[] = [...hostQuestions];

export const findings: readonly Finding[] = [...swapFindings];
