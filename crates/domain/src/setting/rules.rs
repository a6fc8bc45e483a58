//! What the settings refuse.

use crate::rule::rules;

rules! {
    BOUNDS = "setting.out_of_bounds", Setting, "系统设置：取值范围", [],
        "“{key}”只能设为{least}至{most}。", "“{key}” can be set from {least} to {most} only.";
    DOCUMENT = "setting.document", Setting, "系统设置：依据文件", [],
        "修改设置须写明依据文件的文号，或者至少四个字的文件名称。", "A setting is changed by a document: give its number, or its title of at least four characters.";
    TOO_SOON = "setting.too_soon", Setting, "系统设置：职责分离的放宽", [],
        "放宽“{key}”须提前{days}日登记，最早自{first}起生效，以便监督。", "“{key}” is loosened only {days} days ahead, from {first} at the earliest, so that supervision sees it before.";
    BACKWARDS = "setting.backwards", Setting, "系统设置：生效日期", [],
        "设置不能溯及既往：生效日期{from}早于今天。", "A setting cannot reach back: {from} is before today.";
}
