import {en} from './en.ts';
import {zh} from './zh.ts';

export type Language = 'en' | 'zh';

/** The interface's words. English is the measure: a text that Chinese lacks does not compile. */
export type Texts = {
	readonly [Section in keyof typeof en]: {
		readonly [Key in keyof (typeof en)[Section]]: Widen<(typeof en)[Section][Key]>;
	};
};

type Widen<Value> = Value extends string ? string : Value;

export const textsOf = (language: Language): Texts => (language === 'zh' ? zh : en);
