using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Certificates and keys as PEM: the text itself, or the path of a file of it.</summary>
internal static class PemText
{
    private const string Mark = "-----BEGIN ";

    /// <summary>The PEM. To be called on the pipeline thread. The error never shows what is in a file.</summary>
    /// <param name="cmdlet">Whose location counts.</param>
    /// <param name="textOrPath">PEM, or a path.</param>
    /// <param name="parameter">The parameter, for messages.</param>
    /// <exception cref="InvalidRequestException">What is in the file is no PEM.</exception>
    public static string Read(PSCmdlet cmdlet, string textOrPath, string parameter)
    {
        if (textOrPath.TrimStart().StartsWith(Mark, StringComparison.Ordinal))
        {
            return textOrPath;
        }

        string path = FilePath.OfOne(cmdlet, textOrPath);
        string text = File.ReadAllText(path);
        return text.Contains(Mark, StringComparison.Ordinal)
            ? text
            : throw new InvalidRequestException("BadParameter", $"{parameter}: there is no PEM in '{path}'.");
    }
}
