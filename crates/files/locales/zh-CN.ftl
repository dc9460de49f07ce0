# 附件被拒绝时的说明。参数见 FileRefusal::args。
file-refusal-empty = 这个文件是空的，请重新选择。
file-refusal-too-large = 文件有 { $got } MB，最多 { $limit } MB。请压缩后再传。
file-refusal-too-many-pixels = 照片像素太高，最多 { $limit } 百万像素。请调低分辨率后再传。
file-refusal-disguised = 文件名说是 { $said }，内容却是 { $is }。请检查后重新选择。
file-refusal-unknown-kind = 不支持这种文件。可以传照片、PDF、Word、Excel、PPT、文本和录音。
file-refusal-broken = 文件打不开，可能没有传完或已损坏。请重新选择。
file-refusal-heic = 暂不支持 HEIC 照片。请在手机相机设置中选“兼容性最佳”，或另存为 JPG 后再传。
file-refusal-too-long = 录音太长，最多 { $limit } 秒。
