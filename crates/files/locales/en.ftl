# Why an attachment is refused. Arguments: see FileRefusal::args.
file-refusal-empty = This file is empty. Please choose another.
file-refusal-too-large = The file has { $got } MB; at most { $limit } MB are allowed. Please make it smaller.
file-refusal-too-many-pixels = The photo has too many pixels; at most { $limit } megapixels are allowed. Please lower its resolution.
file-refusal-disguised = The name says { $said }, but the content is { $is }. Please check and choose again.
file-refusal-unknown-kind = This kind of file is not supported. Photos, PDF, Word, Excel, PowerPoint, text and voice notes are.
file-refusal-broken = The file cannot be opened. It may be incomplete or damaged. Please choose again.
file-refusal-heic = HEIC photos are not supported yet. Choose “Most Compatible” in the camera settings, or save the photo as JPG.
file-refusal-too-long = The voice note is too long; at most { $limit } seconds are allowed.
