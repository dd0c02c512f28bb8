using Custos.Records;

namespace Custos.Train;

/// <summary>Where is a model put, so that nobody ever sees half of one?</summary>
/// <remarks>It is written beside its place under another name and moved there when it is whole. A model that stands there already is replaced; a folder that holds anything but a model's files is not touched.</remarks>
public sealed class ModelFolder : IDisposable
{
    private readonly string _place;

    private ModelFolder(string place, string staging)
    {
        _place = place;
        Staging = staging;
    }

    /// <summary>The folder to write into.</summary>
    public string Staging { get; }

    /// <summary>Makes room for a model.</summary>
    /// <exception cref="BadInputException">The place holds something else, or cannot be written to.</exception>
    public static ModelFolder Prepare(string folder)
    {
        try
        {
            var place = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
            if (File.Exists(place) || Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any(entry => !ModelFiles.All.Contains(Path.GetFileName(entry))))
            {
                throw new BadInputException(
                    "There is something that is no model's file, so it is left as it is.", "Name a new folder, or one that holds a model to replace and nothing else.", folder);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            var staging = $"{place}.{Guid.NewGuid():n}.partial";
            Directory.CreateDirectory(staging);
            return new ModelFolder(place, staging);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CannotWrite(folder, cause);
        }
    }

    /// <summary>Puts the whole model in its place.</summary>
    /// <exception cref="BadInputException">The place cannot be written to.</exception>
    public void Publish()
    {
        try
        {
            if (Directory.Exists(_place))
            {
                Replace();
            }
            else
            {
                Directory.Move(Staging, _place);
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(_place, cause);
        }
    }

    private void Replace()
    {
        var old = $"{Staging}.old";
        Directory.Move(_place, old);
        try
        {
            Directory.Move(Staging, _place);
        }
        catch
        {
            Directory.Move(old, _place);
            throw;
        }

        Remove(old);
    }

    /// <summary>Takes away what was not published.</summary>
    public void Dispose() => Remove(Staging);

    internal static BadInputException CannotWrite(string folder, Exception cause) =>
        new($"The model cannot be written: {cause.Message}", "Make room, or name a folder that can be written to.", folder, innerException: cause);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
