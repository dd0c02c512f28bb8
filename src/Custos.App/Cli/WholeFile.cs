using System.Text;
using Custos.Records;

namespace Custos.App.Cli;

/// <summary>How does a file appear whole or not at all?</summary>
internal static class WholeFile
{
    /// <summary>Writes a file under another name and moves it to its place when it is whole.</summary>
    /// <returns>What the writing returned.</returns>
    /// <exception cref="BadInputException">The file cannot be written; what stood there before still does.</exception>
    public static T Write<T>(string path, Func<TextWriter, T> write) => Whole(path, partial =>
    {
        using var file = new StreamWriter(partial, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return write(file);
    });

    /// <summary>Likewise, of bytes.</summary>
    /// <exception cref="BadInputException">The file cannot be written; what stood there before still does.</exception>
    public static void WriteBytes(string path, byte[] bytes) => Whole(path, partial =>
    {
        File.WriteAllBytes(partial, bytes);
        return bytes.Length;
    });

    private static T Whole<T>(string path, Func<string, T> write)
    {
        var partial = $"{path}.{Guid.NewGuid():n}.partial";
        try
        {
            var result = write(partial);
            File.Move(partial, path, overwrite: true);
            return result;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The file cannot be written: {cause.Message}", "Make room, or name a file in a folder that exists and that you may write to.", path, innerException: cause);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
