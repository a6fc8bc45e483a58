//! What the settings refuse.

use crate::rule::rules;

rules! {
    BOUNDS = "setting.out_of_bounds", Setting, "系统设置：取值范围", [],
        "“{key}”只能设为{least}至{most}。", "“{key}” can be set from {least} to {most} only.";
    BACKWARDS = "setting.backwards", Setting, "系统设置：生效日期", [],
        "设置不能溯及既往：生效日期{from}早于今天。", "A setting cannot reach back: {from} is before today.";
}
