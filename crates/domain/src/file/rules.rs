//! What is refused of files.

use crate::rule::rules;

rules! {
    TOO_LARGE = "file.size", Setting, "系统设置：单个文件最大（兆字节）", [],
        "单个文件不能为空，不能超过{most}兆字节；请降低扫描分辨率，或者分成几个文件。", "A file is not empty and has no more than {most} megabytes: scan it at a lower resolution, or in several files.";
    PENDING = "file.pending", Setting, "系统设置：每人待用文件总量（兆字节）", [],
        "您已上传而尚未用于办件的文件超过{most}兆字节；请先提交或者删除。", "Your files that belong to no case yet would exceed {most} megabytes: hand them in or remove them first.";
    INCOMPLETE = "file.incomplete", Setting, "记录条件", [],
        "文件没有传完：{size}字节中已收到{received}字节，请继续上传。", "The file is not here in full: {received} of {size} bytes have come; send the rest.";
    MEDIA = "file.media", Setting, "系统规则：文件格式核验", [],
        "文件内容不是所声明的{media}，或者已经损坏；只接收 PDF、JPEG、PNG 和 OFD。", "The file is not what it says, {media}, or is damaged; PDF, JPEG, PNG and OFD are taken.";
    PIXELS = "file.pixels", Setting, "系统设置：图片最大像素（百万）", [],
        "图片不能超过{most}百万像素；请降低扫描分辨率。", "An image has no more than {most} megapixels: scan it at a lower resolution.";
    SIGNATURE_LARGE = "file.signature.large", Setting, "系统规则：屏上签名", [],
        "签名图片不能超过{width}×{height}点；请在签名框内重新签名。", "A picture of a signature has no more than {width} by {height} dots: sign anew within the frame.";
    SIGNATURE_EMPTY = "file.signature.empty", Setting, "系统规则：屏上签名", [],
        "签名图片上没有可以辨认的笔迹；请清除后重新签名，或者只确认、在纸质回执上签名。", "The picture of the signature shows no strokes: clear it and sign anew, or confirm only and sign on paper.";
    DIGEST = "file.digest", Setting, "系统规则：文件完整性核验", [],
        "收到的内容与所报摘要不符，文件在传输中发生了改变；请删除后重新上传。", "What came in is not what the sender's digest says: the file changed on its way. Remove it and send it anew.";
    UNKNOWN = "file.unknown", Setting, "记录条件", [],
        "所列文件不存在、没有传完、不是您上传的，或者已经用于一份材料；请重新上传。", "A file that is named is not there, is not complete, is somebody else's, or already belongs to a paper: send it anew.";
    TOO_MANY = "file.too_many", Setting, "系统设置：每份材料最多文件数", [],
        "每份材料最多{most}个文件；请合并成多页文件。", "A paper has no more than {most} files: join pages in one file.";
}
