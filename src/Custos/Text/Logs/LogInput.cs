namespace Custos.Text.Logs;

/// <summary>Where do lines come from?</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Open">Opens it when its turn comes: UTF-8, not compressed. A stream of decompressed bytes says that they are damaged or cut off by <see cref="InvalidDataException"/>; what came before is kept.</param>
public sealed record LogInput(string Name, Func<Stream> Open);

/// <summary>How far is the reading?</summary>
/// <param name="Bytes">Read so far, not compressed.</param>
/// <param name="Lines">Read so far.</param>
public readonly record struct LogProgress(long Bytes, long Lines);
